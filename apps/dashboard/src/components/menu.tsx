import { Menu as Base } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";

/** One thing a menu offers. */
export interface MenuEntry {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** What else can be done, behind three dots or a trigger of one's own. */
export function Menu({
  label,
  entries,
  trigger,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** A button element. */
  readonly trigger?: React.ReactElement<Record<string, unknown>>;
}) {
  return (
    <Base.Root modal={false}>
      {trigger ? (
        <Base.Trigger render={trigger} />
      ) : (
        <Base.Trigger render={<IconButton label={label} />}>
          <Ellipsis aria-hidden="true" className="size-4" />
        </Base.Trigger>
      )}
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Base.Popup className={popupClasses}>
            {entries.map(({ label: name, icon, danger, disabled = false, onSelect }) => (
              <Base.Item
                key={name}
                disabled={disabled}
                onClick={onSelect}
                className={classes(
                  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 text-sm outline-none select-none data-disabled:cursor-not-allowed data-disabled:opacity-50 data-highlighted:bg-sunken",
                  danger && "text-bad",
                )}
              >
                {icon}
                {name}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** What every small window that opens beside something looks like. */
export const popupClasses =
  "max-h-[var(--available-height)] min-w-44 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-popup outline-none transition data-ending-style:opacity-0 data-starting-style:opacity-0";
