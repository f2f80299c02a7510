/** Four lanes at work: the page's icon, in the text's colour scheme. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width={28} height={28} aria-hidden="true" focusable="false">
      <rect className="logo-ground" width="32" height="32" rx="8" />
      <g fill="none" strokeWidth="3.2" strokeLinecap="round">
        <path className="lane-hue-0" d="M8 22v-8" />
        <path className="lane-hue-1" d="M13.3 22V9" />
        <path className="lane-hue-2" d="M18.6 22V11" />
        <path className="lane-hue-3" d="M24 22v-6" />
      </g>
    </svg>
  );
}
