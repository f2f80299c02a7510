import type { Ref } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon } from './Icon';
import type { IconName } from './Icon';

export interface IconButtonProps {
  readonly icon: IconName;
  /** The accessible name, and the tip. */
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
  readonly className?: string;
  readonly slot?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <Button {...rest} aria-label={label} className={`icon-button ${className}`}>
        <Icon name={icon} size={17} />
      </Button>
      <Tooltip className="tip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
