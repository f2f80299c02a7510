import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from './Icon';
import type { IconName } from './Icon';

export interface ButtonProps {
  /** The accessible name too: exactly this text. */
  readonly children: ReactNode;
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'm' | 'l';
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly autoFocus?: boolean;
}

export function Button({ children, look = 'plain', size = 'm', icon, className = '', ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${look} button-size-${size} ${className}`}>
      {icon && <Icon name={icon} size={size === 'l' ? 18 : 16} />}
      <span>{children}</span>
    </AriaButton>
  );
}
