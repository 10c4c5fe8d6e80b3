import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";

/** On or off, at once. */
export function Switch({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Base.Root
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="mt-0.5 flex h-6 w-10 shrink-0 cursor-pointer rounded-full border border-line-strong bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-55"
      >
        <Base.Thumb className="size-4.5 rounded-full bg-ink-3 transition-transform data-checked:translate-x-4 data-checked:bg-accent-ink" />
      </Base.Root>
      <div className="min-w-0">
        <div id={`${id}-label`} className="text-sm font-medium">
          {label}
        </div>
        {hint && (
          <div id={`${id}-hint`} className="text-[13px] text-ink-3">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
