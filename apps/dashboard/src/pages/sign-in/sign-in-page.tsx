import { useMutation, useQuery } from "@tanstack/react-query";
import { Navigate, useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { ApiProblem, wordsOf } from "../../api/client.ts";
import { sessionQuery, signIn } from "../../api/session.ts";
import { Button } from "../../components/button.tsx";
import { Field, Input } from "../../components/field.tsx";
import { ConnectionBanner } from "../../layout/connection-banner.tsx";
import { Logo } from "../../layout/logo.tsx";

/** Asks for an API key; `#key=…`, as `tributary serve` prints it, signs in by itself. */
export function SignInPage() {
  const { to = "/" } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery);
  const [key, setKey] = useState("");
  const { mutate, isPending, error } = useMutation({ mutationFn: signIn });
  useEffect(() => {
    document.title = "Sign in · Tributary";
    const given = new URLSearchParams(location.hash.slice(1)).get("key");
    if (!given) return;
    // The key must not stay in the address bar or in the history.
    router.history.replace(location.pathname + location.search);
    mutate(given);
  }, [router, mutate]);
  // Only an address of this dashboard: a link must not lead to another site after signing in.
  const target = to.startsWith("/") && !to.startsWith("//") && !to.startsWith("/\\") ? to : "/";
  if (session) return <Navigate to={target} replace />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(key.trim());
  };
  const problem =
    error instanceof ApiProblem && error.status === 401
      ? "This API key is not known here, or was revoked."
      : error && wordsOf(error);
  return (
    <>
      <ConnectionBanner />
      <main className="mx-auto flex min-h-[80dvh] w-full max-w-sm flex-col justify-center px-4 py-10">
        <div className="mb-6">
          <Logo />
        </div>
        <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
        <p className="mt-1 mb-5 text-sm text-ink-2">
          With an API key of this console. <code className="font-mono text-[13px]">tributary serve</code> prints one
          when it starts, and a link that signs in by itself.
        </p>
        <form onSubmit={submit} className="space-y-4">
          <Field label="API key" problem={problem ?? undefined}>
            {(control) => (
              <Input
                {...control}
                type="password"
                name="key"
                required
                autoComplete="current-password"
                placeholder="trib_…"
                value={key}
                onChange={(event) => setKey(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" look="primary" busy={isPending} className="w-full">
            Sign in
          </Button>
        </form>
      </main>
    </>
  );
}
