import { Link } from "@tanstack/react-router";

/** Leads to the page of a run. */
export function JobLink({ jobId }: { readonly jobId: string }) {
  return (
    <Link
      to="/runs/$jobId"
      params={{ jobId }}
      className="min-h-6 shrink-0 text-[13px] font-medium text-accent hover:underline"
    >
      Details
    </Link>
  );
}
