import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

export type Tab = 'images' | 'recipe';

export interface TabsProps {
  /** What stands where the images do: they, or what is shown of their runs. */
  readonly view: string;
  readonly tab: Tab;
  readonly onChange: (tab: Tab) => void;
}

/** Where the window is narrow, images and recipe take turns; elsewhere this is not shown. */
export function Tabs({ view, tab, onChange }: TabsProps) {
  return (
    <ToggleButtonGroup
      aria-label="Shown"
      className="tabs"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[tab]}
      onSelectionChange={(keys) => onChange([...keys][0] === 'recipe' ? 'recipe' : 'images')}
    >
      <ToggleButton id="images" className="tab">
        {view}
      </ToggleButton>
      <ToggleButton id="recipe" className="tab">
        Recipe
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
