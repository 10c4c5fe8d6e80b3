import { CircleAlert, CircleCheck, CircleMinus } from "lucide-react";
import { wordsOf } from "../../api/client.ts";
import type { SourceCheck } from "../../api/source-check.ts";
import { Spinner } from "../spinner.tsx";
import type { CheckState } from "./use-connection-check.ts";

/** Says whether a connection works: who the credentials belong to, what they allow, what stands against it. */
export function CheckResult({
  state,
  current,
  waitingFor,
  elsewhere,
}: {
  readonly state: CheckState;
  /** Whether what was checked is what the form holds. */
  readonly current: boolean;
  /** What is said while nothing was checked. */
  readonly waitingFor: string;
  /** What is wrong and stands at no field. */
  readonly elsewhere: readonly string[];
}) {
  return (
    <div role="status" className="min-h-6 text-sm">
      <Said state={current ? state : { phase: "none" }} waitingFor={waitingFor} elsewhere={elsewhere} />
    </div>
  );
}

function Said({
  state,
  waitingFor,
  elsewhere,
}: {
  readonly state: CheckState;
  readonly waitingFor: string;
  readonly elsewhere: readonly string[];
}) {
  if (state.phase === "none") return <p className="text-ink-3">{waitingFor}</p>;
  if (state.phase === "checking") {
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <Spinner /> Checking…
      </p>
    );
  }
  if (state.phase === "lost") return <Against words={`${wordsOf(state.error)} What you typed is kept.`} />;
  const { ok, account, capabilities } = state.result;
  if (!ok) return <Against words={against(state.result, elsewhere)} />;
  return (
    <>
      <p className="flex items-start gap-2 font-medium text-good">
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 break-words">It works{account ? `: ${account.name}` : ""}</span>
      </p>
      <Capabilities capabilities={capabilities} />
    </>
  );
}

/** What stands against it, leaving to the fields what is said at them. */
function against({ problem, issues }: SourceCheck, elsewhere: readonly string[]): string {
  const words = problem?.message ?? "It does not work like this.";
  const saidAtField = issues.some(({ message }) => message === words) && !elsewhere.includes(words);
  const first = saidAtField
    ? `Correct the ${issues.length === 1 ? "field that is" : "fields that are"} marked.`
    : words;
  return [first, ...elsewhere.filter((one) => one !== words)].join(" ");
}

function Against({ words }: { readonly words: string }) {
  return (
    <p className="flex items-start gap-2 text-bad">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{words}</span>
    </p>
  );
}

/** What credentials allow, in a line; what they do not, each with what to do. */
function Capabilities({ capabilities }: Pick<SourceCheck, "capabilities">) {
  const allowed = capabilities.filter(({ available }) => available);
  const lacking = capabilities.filter(({ available }) => !available);
  return (
    <div className="mt-2 space-y-2 pl-6">
      {allowed.length > 0 && (
        <p className="text-ink-2">Can be read: {allowed.map(({ name }) => capabilityWords(name)).join(", ")}.</p>
      )}
      {lacking.length > 0 && (
        <ul className="space-y-1.5">
          {lacking.map(({ name, problem }) => (
            <li key={name} className="flex items-start gap-2">
              <CircleMinus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
              <span className="min-w-0 break-words text-ink-2">
                <span className="font-medium text-warn">Not {capabilityWords(name)}.</span> {problem}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** `pull requests` of `pullRequests` or `pull-requests`; what is words already stays. */
function capabilityWords(name: string): string {
  if (name.includes(" ")) return name;
  return name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
