import { Menu } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClasses } from "./button.tsx";
import { chosenFilter } from "./chosen-filter.ts";
import { classes } from "./classes.ts";
import { formatCompact } from "./format.ts";
import { popupClasses } from "./menu.tsx";

/** One value a filter offers. */
export interface FilterValue {
  readonly value: string;
  readonly label?: ReactNode;
  readonly count?: number;
}

/** Narrows a list to some of its values: none chosen means all. */
export function FilterMenu({
  name,
  values,
  chosen,
  onChange,
}: {
  readonly name: string;
  readonly values: readonly FilterValue[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  // What was chosen and is not offered any more can still be taken back.
  const gone = chosen.filter((value) => !values.some((offered) => offered.value === value));
  const offered = [...gone.map((value): FilterValue => ({ value })), ...values];
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={filterTriggerClasses(chosen)}>
        <FilterTriggerContent name={name} chosen={chosen} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" className="z-50 outline-none">
          <Menu.Popup className={popupClasses}>
            {offered.length === 0 && <div className="px-2.5 py-1.5 text-sm text-ink-3">Nothing to choose from yet</div>}
            {offered.map(({ value, label, count }) => (
              <Menu.CheckboxItem
                key={value}
                checked={chosen.includes(value)}
                closeOnClick={false}
                onCheckedChange={() => toggle(value)}
                className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-sunken"
              >
                <span className="flex size-4 shrink-0 items-center justify-center rounded border border-line-strong">
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden="true" className="size-3.5 text-accent" />
                  </Menu.CheckboxItemIndicator>
                </span>
                <span className="max-w-72 min-w-0 flex-1 truncate">{label ?? value}</span>
                {count !== undefined && <span className="pl-3 text-xs text-ink-3 tabular">{formatCompact(count)}</span>}
              </Menu.CheckboxItem>
            ))}
            {chosen.length > 0 && (
              <Menu.Item
                closeOnClick
                onClick={() => onChange([])}
                className="mt-1 flex min-h-8 cursor-pointer items-center rounded-md border-t border-line px-2 text-sm text-ink-2 outline-none select-none data-highlighted:bg-sunken"
              >
                Clear
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What the button of a filter looks like: another when something is chosen. */
export function filterTriggerClasses(chosen: readonly string[]): string {
  return classes(buttonClasses("secondary", "small"), chosen.length > 0 && chosenFilter);
}

/** What the button of a filter says: its name, and what or how many are chosen. */
export function FilterTriggerContent({ name, chosen }: { readonly name: string; readonly chosen: readonly string[] }) {
  return (
    <>
      {name}
      {chosen.length > 0 && (
        <span className="max-w-44 truncate font-normal">{chosen.length === 1 ? chosen[0] : chosen.length}</span>
      )}
      <ChevronDown aria-hidden="true" className="size-3.5 opacity-70" />
    </>
  );
}
