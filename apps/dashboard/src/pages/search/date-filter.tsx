import { Popover } from "@base-ui/react/popover";
import { Button } from "../../components/button.tsx";
import { classes } from "../../components/classes.ts";
import { Field, Input } from "../../components/field.tsx";
import { FilterTriggerContent, filterTriggerClasses } from "../../components/filter-menu.tsx";
import { popupClasses } from "../../components/menu.tsx";
import { dateWords } from "./filter-words.ts";
import { ages, type SearchChoice } from "./search-address.ts";

/** Narrows the search to what changed in a time. */
export function DateFilter({
  choice,
  onChange,
}: {
  readonly choice: SearchChoice;
  readonly onChange: (dates: { after: string | undefined; before: string | undefined }) => void;
}) {
  const { after, before } = choice;
  const dates = [
    after && dateWords({ name: "after", value: after }),
    before && dateWords({ name: "before", value: before }),
  ].filter(Boolean);
  const chosen = dates.length > 0 ? [dates.join(", ")] : [];
  const day = (value: string | undefined) => (value && /^\d{4}-\d\d-\d\d$/.test(value) ? value : "");
  return (
    <Popover.Root>
      <Popover.Trigger className={filterTriggerClasses(chosen)}>
        <FilterTriggerContent name="Changed" chosen={chosen} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup
            aria-label="Changed"
            className={classes(popupClasses, "w-72 max-w-[calc(100vw-1.5rem)] space-y-3 p-3!")}
          >
            <div className="grid grid-cols-2 gap-1.5">
              {ages.map(({ value, label }) => {
                const pressed = after === value && !before;
                return (
                  <Button
                    key={value}
                    size="small"
                    aria-pressed={pressed}
                    className={classes(pressed && "border-accent! bg-accent-soft! text-accent!")}
                    onClick={() => onChange({ after: pressed ? undefined : value, before: undefined })}
                  >
                    {label}
                  </Button>
                );
              })}
            </div>
            <Field label="Changed since">
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={day(after)}
                  onChange={(event) => onChange({ after: event.target.value || undefined, before })}
                />
              )}
            </Field>
            <Field label="Changed before">
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={day(before)}
                  onChange={(event) => onChange({ after, before: event.target.value || undefined })}
                />
              )}
            </Field>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
