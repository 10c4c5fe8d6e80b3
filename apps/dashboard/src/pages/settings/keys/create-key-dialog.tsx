import { type FormEvent, useState } from "react";
import { wordsOf } from "../../../api/client.ts";
import { type CreatedKey, createKey } from "../../../api/keys.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { FormActions } from "../../../components/form-actions.tsx";
import { NameField } from "../../../components/name-field.tsx";

/** Asks what a key is for, and makes it. */
export function CreateKeyDialog({
  open,
  onClose,
  onCreated,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated: (created: CreatedKey) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Make an API key"
      description="It is shown once, on this page, right after."
    >
      <CreateKeyForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function CreateKeyForm({
  onClose,
  onCreated,
}: {
  readonly onClose: () => void;
  readonly onCreated: (created: CreatedKey) => void;
}) {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === "") {
      setProblem("A key needs a name: say who or what it is for.");
      return;
    }
    setBusy(true);
    try {
      onCreated(await createKey(trimmed));
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={make} className="space-y-4">
      <NameField
        hint="Who or what it is for, as the audit trail will say it."
        problem={problem}
        value={name}
        placeholder="laptop, deploy script, Ada"
        onChange={(next) => {
          setName(next);
          setProblem(undefined);
        }}
      />
      <FormActions submit="Make the key" busy={busy} onCancel={onClose} />
    </form>
  );
}
