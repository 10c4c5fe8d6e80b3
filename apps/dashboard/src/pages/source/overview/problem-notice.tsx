import { isAboutCredentials, type Source } from "../../../api/source.ts";
import { ButtonLink } from "../../../components/button.tsx";
import { Notice } from "../../../components/states.tsx";

/** Why the last sync failed, in words, and the way to mend it where this page has one. */
export function ProblemNotice({
  source,
  problem,
}: {
  readonly source: Source;
  readonly problem: NonNullable<Source["problem"]>;
}) {
  return (
    <Notice
      tone="bad"
      title="The last sync failed"
      actions={
        isAboutCredentials(problem) && (
          <ButtonLink to="/sources/$sourceId/settings" params={{ sourceId: source.id }} hash="credentials" size="small">
            Replace the credentials
          </ButtonLink>
        )
      }
    >
      <p>{problem.message}</p>
      <p className="mt-1">What was read before can still be found. Once this is mended, sync it again.</p>
    </Notice>
  );
}
