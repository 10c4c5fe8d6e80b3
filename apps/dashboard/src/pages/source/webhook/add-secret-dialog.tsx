import { type FormEvent, useState } from "react";
import { ApiProblem } from "../../../api/client.ts";
import { addWebhookSecret, refreshWebhooks } from "../../../api/webhooks.ts";
import { Button } from "../../../components/button.tsx";
import { ChoiceCards } from "../../../components/choice-cards.tsx";
import { CopyField } from "../../../components/copy-button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Field, Input } from "../../../components/field.tsx";
import { FormActions } from "../../../components/form-actions.tsx";
import { Notice } from "../../../components/states.tsx";
import { useToasts } from "../../../components/toast.tsx";

const SECRET_MIN_LENGTH = 8;

/** Adds a webhook secret: one that is made here and shown this once, or one that the provider gave. */
export function AddSecretDialog({
  sourceId,
  name,
  open,
  onClose,
}: {
  readonly sourceId: string;
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} title={`Add a webhook secret to ${name}`}>
      <AddSecret sourceId={sourceId} onClose={onClose} />
    </Dialog>
  );
}

function AddSecret({ sourceId, onClose }: { readonly sourceId: string; readonly onClose: () => void }) {
  const [way, setWay] = useState<"make" | "paste">("make");
  const [given, setGiven] = useState("");
  const [made, setMade] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const secret = given.trim();
    if (way === "paste" && secret.length < SECRET_MIN_LENGTH) {
      setProblem(`A webhook secret has at least ${SECRET_MIN_LENGTH} characters.`);
      return;
    }
    setBusy(true);
    try {
      const added = await addWebhookSecret(sourceId, way === "paste" ? secret : undefined);
      await refreshWebhooks();
      if (added.secret !== null) setMade(added.secret);
      else {
        toasts.done("The secret is added", "What the provider signs with it is taken from now on.");
        onClose();
      }
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 400 || error.status === 422)) setProblem(error.message);
      else toasts.failed("No secret was added", error);
    } finally {
      setBusy(false);
    }
  };
  if (made !== undefined) {
    return (
      <div className="space-y-4">
        <Notice tone="good" title="The secret is made">
          Copy it and give it to the provider now: it is not shown again.
        </Notice>
        <CopyField text={made} label="Copy the secret" />
        <div className="flex justify-end">
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form noValidate onSubmit={add} className="space-y-4">
      <ChoiceCards
        label="Where it comes from"
        choices={[
          { value: "make", title: "Make one here", description: "To paste at the provider. Shown once." },
          { value: "paste", title: "The provider gave one", description: "To paste here. Never shown again." },
        ]}
        chosen={way}
        onChange={(next) => {
          setWay(next);
          setProblem(undefined);
        }}
      />
      {way === "paste" && (
        <Field label="Secret" problem={problem}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={given}
              onChange={(event) => {
                setGiven(event.target.value);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
      )}
      {way === "make" && problem && (
        <p role="alert" className="text-[13px] text-bad">
          {problem}
        </p>
      )}
      <FormActions submit={way === "make" ? "Make it" : "Add it"} busy={busy} onCancel={onClose} />
    </form>
  );
}
