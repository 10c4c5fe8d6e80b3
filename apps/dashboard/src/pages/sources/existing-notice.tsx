import type { SourceCheck } from "../../api/source-check.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Notice } from "../../components/states.tsx";

/** Says that the same place is connected already, or was, and what connecting it again does. */
export function ExistingNotice({ existing }: { readonly existing: NonNullable<SourceCheck["existing"]> }) {
  const { id, name, status } = existing;
  const archived = status === "archived";
  return (
    <Notice
      title={archived ? `This was connected before, as ${name}` : `This is connected already, as ${name}`}
      actions={
        <ButtonLink to="/sources/$sourceId" params={{ sourceId: id }} size="small">
          Look at it
        </ButtonLink>
      }
    >
      {archived
        ? "Connecting it again brings back the documents it held, and reads what changed since."
        : "Going on gives that source these settings and credentials; no second one is made."}
    </Notice>
  );
}
