import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

export type Tab = 'images' | 'recipe';

/** Where the window is narrow, images and recipe take turns; elsewhere this is not shown. */
export function Tabs({ tab, onChange }: { readonly tab: Tab; readonly onChange: (tab: Tab) => void }) {
  return (
    <ToggleButtonGroup
      aria-label="View"
      className="tabs"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[tab]}
      onSelectionChange={(keys) => onChange([...keys][0] === 'recipe' ? 'recipe' : 'images')}
    >
      <ToggleButton id="images" className="tab">
        Images
      </ToggleButton>
      <ToggleButton id="recipe" className="tab">
        Recipe
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
