"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fill = fill;
const arena_1 = require("./arena");
/** Sets pixels to the low `bands` bytes of `value`, the lowest first. `bands`: 1, 3 or 4. */
function fill(dst, stride, width, height, bands, value) {
    if (width <= 0 || height <= 0)
        return;
    const rowBytes = width * bands;
    assert((0, arena_1.inside)(dst, stride * (height - 1) + rowBytes));
    if (bands === 1) {
        for (let y = 0; y < height; y++)
            memory.fill(dst + stride * y, value, rowBytes);
        return;
    }
    // The first row pixel by pixel, the others from it.
    for (let x = 0; x < rowBytes; x += bands) {
        store(dst + x, value);
        store(dst + x, (value >> 16), 2);
        if (bands === 4)
            store(dst + x, (value >> 24), 3);
    }
    for (let y = 1; y < height; y++)
        memory.copy(dst + stride * y, dst, rowBytes);
}
