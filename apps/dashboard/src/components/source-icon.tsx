import { classes } from "./classes.ts";

const shapes: Record<string, { readonly colour: string; readonly path: string }> = {
  git: {
    colour: "text-series-3",
    path: "M6 4v8m0 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm0-8a2 2 0 1 0 0-.01M14 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm0 0c0 4-8 2-8 5",
  },
  github: {
    colour: "text-ink",
    path: "M7.500 16.500v-2c-3 .8-3.500-1.500-4.500-1.700M12.500 17v-2.400c0-.9-.2-1.500-.6-1.900 2.400-.3 4.300-1.400 4.300-4.600 0-1-.4-1.900-1-2.600.2-.6.2-1.500-.2-2.500 0 0-1 0-2.500 1.100a9 9 0 0 0-5 0C6 3 5 3 5 3c-.4 1-.4 1.900-.2 2.500-.6.7-1 1.600-1 2.600 0 3.200 1.900 4.300 4.300 4.600-.4.400-.6 1-.6 1.900V17",
  },
  linear: {
    colour: "text-series-4",
    path: "M3 11.500 8.500 17M3 7.500l9.500 9.500M4.500 4.800 15.200 15.500M7.500 3.300l9.200 9.200",
  },
  notion: { colour: "text-ink", path: "M4 4.500 13.500 4 16 6v10.500L6.500 17 4 14.500v-10ZM7.500 14V8.500l5 5.500V8" },
  slack: { colour: "text-series-6", path: "M8 3v9M12 8v9M3 12h9M8 8h9" },
  vercel: { colour: "text-ink", path: "M10 4 17 16H3L10 4Z" },
};

/** The sign of a kind of source; its name stands beside it. */
export function SourceIcon({ kind, className }: { readonly kind: string; readonly className?: string }) {
  const { colour, path } = shapes[kind] ?? { colour: "text-ink-2", path: "M4 4h12v12H4z" };
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill={kind === "vercel" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classes("size-5 shrink-0", colour, className)}
    >
      <path d={path} />
    </svg>
  );
}
