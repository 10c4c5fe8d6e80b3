import { Popover } from "@base-ui/react/popover";
import { CircleHelp } from "lucide-react";
import { IconButton } from "../../components/button.tsx";
import { popupClasses } from "../../components/menu.tsx";

const operators: readonly (readonly [written: string, means: string])[] = [
  ['"exact phrase"', "has these words just so"],
  ["symbol:acquire", "defines this name; symbol:Pool.acquire within Pool"],
  ["path:src/*.ts", "this is part of its path; * stands for anything"],
  ["source: type: repo: author: state:", 'is one of these; names with spaces in quotes: author:"Ada Lovelace"'],
  ["after:2026-01-31 before:7d", "changed since or until; ages in h, d, w, m, y"],
  ["-path:test", "a minus before any of these leaves out what it says"],
];

const keys: readonly (readonly [key: string, does: string])[] = [
  ["/", "to the search box"],
  ["↑ ↓", "from hit to hit, also k and j"],
  ["Enter", "open the hit"],
  ["o", "open the original"],
  ["Esc", "back to the box, then empty it"],
];

/** What a query can say, and what the keyboard does. */
export function OperatorHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger render={<IconButton label="How to search" />}>
        <CircleHelp aria-hidden="true" className="size-4.5" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={10} align="end" collisionPadding={12} className="z-50">
          <Popover.Popup className={`${popupClasses} w-108 max-w-[calc(100vw-1.5rem)] p-4!`}>
            <Popover.Title className="text-sm font-semibold">What a query can say</Popover.Title>
            <Popover.Description className="mt-0.5 text-[13px] text-ink-2">
              Plain words rank: the more of them a document has, and the rarer they are, the higher it stands. None is
              required.
            </Popover.Description>
            <Pairs pairs={operators} />
            <h3 className="mt-4 text-sm font-semibold">Keys</h3>
            <Pairs pairs={keys} narrow />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Pairs({ pairs, narrow = false }: { readonly pairs: typeof operators; readonly narrow?: boolean }) {
  return (
    <dl
      className={`mt-2 grid gap-x-4 gap-y-1.5 text-[13px] ${narrow ? "grid-cols-[4rem_1fr]" : "grid-cols-[9.5rem_1fr]"}`}
    >
      {pairs.map(([term, meaning]) => (
        <div key={term} className="contents">
          <dt>
            <code className="font-mono text-xs font-medium text-ink">{term}</code>
          </dt>
          <dd className="text-ink-2">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
