import type { Colour } from '../shapes/png-plane';

/** A class of masks that is known by its colour. */
export interface ColourClass {
  readonly name: string;
  readonly colour: Colour;
}

/** CamVid's colours (mi.eng.cam.ac.uk/research/projects/VideoRec/CamVid), in Datumaro's order. */
export const camvid: readonly ColourClass[] = table(`
  0 0 0 Void, 64 128 64 Animal, 192 0 128 Archway, 0 128 192 Bicyclist, 0 128 64 Bridge, 128 0 0 Building,
  64 0 128 Car, 64 0 192 CartLuggagePram, 192 128 64 Child, 192 192 128 Column_Pole, 64 64 128 Fence,
  128 0 192 LaneMkgsDriv, 192 0 64 LaneMkgsNonDriv, 128 128 64 Misc_Text, 192 0 192 MotorcycycleScooter,
  128 64 64 OtherMoving, 64 192 128 ParkingBlock, 64 64 0 Pedestrian, 128 64 128 Road, 128 128 192 RoadShoulder,
  0 0 192 Sidewalk, 192 128 128 SignSymbol, 128 128 128 Sky, 64 128 192 SUVPickupTruck, 0 0 64 TrafficCone,
  0 64 64 TrafficLight, 192 64 128 Train, 128 128 0 Tree, 192 128 192 Truck_Bus, 64 0 64 Tunnel,
  192 192 0 VegetationMisc, 64 192 0 Wall`);

/** Pascal VOC's classes in the order of their numbers in masks. */
export const vocNames: readonly string[] =
  'background aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person pottedplant sheep sofa train tvmonitor'.split(
    ' ',
  );

/** The colour of a number in Pascal VOC's masks: its bits, three at a time, from the highest of each colour on (VOC's `VOClabelcolormap`). */
export function vocColour(index: number): Colour {
  let [red, green, blue] = [0, 0, 0];
  for (let bit = 7, rest = index; bit >= 0; bit--, rest >>= 3) {
    red |= (rest & 1) << bit;
    green |= ((rest >> 1) & 1) << bit;
    blue |= ((rest >> 2) & 1) << bit;
  }
  return [red, green, blue];
}

/** The number of such a colour. */
export function vocIndex([red, green, blue]: Colour): number {
  let index = 0;
  for (let bit = 0; bit < 8; bit++) {
    const three = ((red >> bit) & 1) | (((green >> bit) & 1) << 1) | (((blue >> bit) & 1) << 2);
    // A number has eight bits: what lies deeper in a colour is of none.
    index |= three << (3 * (7 - bit));
  }
  return index;
}

/** Lines or parts of `red green blue name`. */
function table(text: string): ColourClass[] {
  return text.split(',').map((part) => {
    const [red = '0', green = '0', blue = '0', name = ''] = part.trim().split(/\s+/);
    return { name, colour: [Number(red), Number(green), Number(blue)] };
  });
}

/** Names of what no class owns: pixels of it are no label. */
export function isBackground(name: string): boolean {
  return /^(?:background|unlabell?ed|void|none|_background_)$/i.test(name);
}
