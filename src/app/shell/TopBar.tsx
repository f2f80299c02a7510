import type { ReactNode } from 'react';
import { OfflineButton } from '../offline/OfflineButton';
import { Logo } from './Logo';
import { Nav } from './Nav';
import { ThemeToggle } from './ThemeToggle';

export function TopBar({ inputs, settings }: { readonly inputs: ReactNode; readonly settings: ReactNode }) {
  return (
    <header className="topbar">
      {inputs}
      <div className="brand">
        <Logo />
        <h1 className="brand-name">Many Hands</h1>
        <p className="brand-line">Image datasets, made ready on your own machine</p>
      </div>
      <Nav />
      <div className="topbar-tools">
        <OfflineButton />
        <ThemeToggle />
        {settings}
      </div>
    </header>
  );
}
