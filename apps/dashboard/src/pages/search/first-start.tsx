import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { answer, api, wordsOf } from "../../api/client.ts";
import { sourceKindsQuery } from "../../api/source-kinds.ts";
import { Button } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { classes } from "../../components/classes.ts";
import { Field, Input } from "../../components/field.tsx";
import { JobProgress } from "../../components/job-progress.tsx";
import { Page } from "../../components/page.tsx";
import { SourceIcon } from "../../components/source-icon.tsx";
import { useFirstSync } from "./use-first-sync.ts";

/** Nothing is connected: three steps to the first search, all of them here. */
export function FirstStart({ onSearch }: { readonly onSearch: () => void }) {
  const client = useQueryClient();
  const [path, setPath] = useState("");
  const connect = useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/sources", { body: { kind: "git", config: { path: path.trim() }, sync: true } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
  const source = connect.data?.source ?? null;
  const { jobId, job, over } = useFirstSync(source?.id ?? null);
  const failed = job?.status === "failed" || job?.status === "cancelled";
  const found = (job?.progress.done ?? 0) > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") connect.mutate();
  };
  return (
    <Page
      title="Welcome"
      heading="Three steps to your first search"
      description="Begin with a git repository on the machine this server runs on: it needs no account and takes seconds."
    >
      <Card className="mx-auto overflow-hidden">
        <ol>
          <Step
            number={1}
            title={source ? `Connected ${source.name}` : "Connect a git repository"}
            done={source !== null}
          >
            {source === null && (
              <form onSubmit={submit} className="flex flex-wrap items-start gap-2">
                <div className="min-w-0 flex-1 basis-72">
                  <Field
                    label="Folder"
                    hint="The whole path of a clone on the machine that runs this server."
                    problem={connect.isError ? wordsOf(connect.error) : undefined}
                  >
                    {(control) => (
                      <Input
                        {...control}
                        value={path}
                        onChange={(event) => setPath(event.target.value)}
                        placeholder="/home/ada/projects/website"
                        autoComplete="off"
                        autoCapitalize="off"
                        spellCheck={false}
                        required
                        className="font-mono"
                      />
                    )}
                  </Field>
                </div>
                <Button type="submit" look="primary" className="sm:mt-[23.5px]" busy={connect.isPending}>
                  Connect
                </Button>
              </form>
            )}
          </Step>
          <Step number={2} title="It is read and indexed" done={over && !failed} waits={source === null}>
            {jobId ? (
              <JobProgress jobId={jobId} compact />
            ) : (
              source && <p className="text-[13px] text-ink-3">It begins in a moment.</p>
            )}
          </Step>
          <Step number={3} title="Search it" waits={!found}>
            {found && (
              <div className="flex flex-wrap items-center gap-3">
                <Button ref={focusIfNothingElse} look="primary" onClick={onSearch}>
                  Search {source?.name}
                </Button>
                {!over && <p className="text-[13px] text-ink-3">What has been read can be found already.</p>}
              </div>
            )}
          </Step>
        </ol>
      </Card>
      {source === null && <OtherKinds />}
    </Page>
  );
}

/** The form that had the keyboard's focus is gone by then: what comes next takes it, unless somebody is elsewhere. */
function focusIfNothingElse(button: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) button?.focus();
}

function Step({
  number,
  title,
  done = false,
  waits = false,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly done?: boolean;
  readonly waits?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <li className="flex gap-4 border-b border-line px-4 py-4 last:border-0 sm:px-6 sm:py-5">
      <span
        aria-hidden="true"
        className={classes(
          "flex size-7 shrink-0 items-center justify-center rounded-full text-[13px] font-semibold tabular",
          done ? "bg-good-soft text-good" : waits ? "bg-sunken text-ink-3" : "bg-accent text-accent-ink",
        )}
      >
        {done ? <Check className="size-4" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className={classes("text-[15px] leading-7 font-semibold break-words", waits && "text-ink-3")}>
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h2>
        {children && <div className="mt-1.5">{children}</div>}
      </div>
    </li>
  );
}

/** What else can be connected, each with a form of its own. */
function OtherKinds() {
  const { data: kinds = [] } = useQuery(sourceKindsQuery);
  const others = kinds.filter(({ kind }) => kind !== "git");
  return (
    others.length > 0 && (
      <section>
        <h2 className="mb-2 text-sm text-ink-2">Or begin with something else</h2>
        <ul className="flex flex-wrap gap-2">
          {others.map(({ kind, name }) => (
            <li key={kind}>
              <Link
                to="/connect/$kind"
                params={{ kind }}
                className="flex min-h-10 items-center gap-2 rounded-xl border border-line bg-surface px-3.5 text-sm font-medium shadow-card hover:border-line-strong"
              >
                <SourceIcon kind={kind} />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    )
  );
}
