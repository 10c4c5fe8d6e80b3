/** The sign and the name. */
export function Logo() {
  return (
    <span className="flex items-center gap-2.5 text-base font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g fill="none" className="stroke-accent-ink" strokeWidth="2.6" strokeLinecap="round">
          <path d="M8 7c0 6 8 5.500 8 11v7" />
          <path d="M24 7c0 6-8 5.500-8 11" />
          <path d="M16 7v8" opacity=".75" />
        </g>
      </svg>
      Tributary
    </span>
  );
}
