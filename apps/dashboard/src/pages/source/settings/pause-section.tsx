import { changeSource, type Source } from "../../../api/source.ts";
import { Section } from "../../../components/card.tsx";
import { Switch } from "../../../components/switch.tsx";
import { useSourceAction } from "../actions/use-source-action.ts";

/** Whether schedules and webhooks leave a source alone. */
export function PauseSection({ source: { id, name, status } }: { readonly source: Source }) {
  const { busy, run } = useSourceAction();
  const change = (paused: boolean) =>
    run(
      paused ? `${name} is not paused` : `${name} is still paused`,
      () => changeSource(id, { paused }),
      () => [paused ? `${name} is paused` : `${name} is resumed`],
    );
  return (
    <Section title="Pause">
      <Switch
        label="Paused"
        hint="While it is paused, neither schedules nor webhooks sync it. What was read can still be found, and grows old."
        checked={status === "paused"}
        disabled={busy}
        onChange={(paused) => void change(paused)}
      />
    </Section>
  );
}
