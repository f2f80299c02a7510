import { addressOf, route, routes, type Route } from '../state/route';
import { useStore } from '../state/store';

export const viewWords: Readonly<Record<Route, string>> = {
  images: 'Images',
  'speed-up': 'Speed-up',
  timeline: 'Timeline',
  learn: 'Learn',
};

export function Nav() {
  const here = useStore(route);
  return (
    <nav className="nav" aria-label="Views">
      {routes.map((one) => (
        <a key={one} href={addressOf(one)} className="nav-link" aria-current={one === here ? 'page' : undefined}>
          {viewWords[one]}
        </a>
      ))}
    </nav>
  );
}
