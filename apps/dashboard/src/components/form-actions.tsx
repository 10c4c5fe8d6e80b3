import { Button } from "./button.tsx";

/** The end of a form: what sends it, and what leaves it. */
export function FormActions({
  submit,
  busy,
  onCancel,
}: {
  /** What the button says: the verb of what it does. */
  readonly submit: string;
  readonly busy: boolean;
  readonly onCancel?: (() => void) | undefined;
}) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      <Button type="submit" look="primary" busy={busy}>
        {submit}
      </Button>
    </div>
  );
}
