import type { ListingFilter } from "../../../api/listings.ts";
import type { Completeness } from "../../../api/source.ts";
import { Choice } from "../../../components/choice.tsx";
import { statusName } from "../../../components/document-list/document-status.tsx";
import { nameWords } from "../../../components/document-list/document-words.ts";
import { formatCount } from "../../../components/format.ts";
import { SearchField } from "../../../components/search-field.tsx";
import { documentStatuses, listedReasons } from "./listing-address.ts";

/** What the documents of a source are narrowed to, with how many each choice holds once they are counted. */
export function ListingFilters({
  filter,
  completeness,
  onChange,
}: {
  readonly filter: ListingFilter;
  readonly completeness: Completeness | undefined;
  readonly onChange: (change: { [Name in keyof ListingFilter]?: ListingFilter[Name] | undefined }) => void;
}) {
  const { q = "", status, type = "", code = "" } = filter;
  const named = (name: string, count: number | undefined) =>
    count === undefined ? name : `${name} (${formatCount(count)})`;
  const reasons = completeness ? listedReasons(completeness, status) : [];
  const types = completeness?.types ?? [];
  /** What is chosen has its name before anything is counted, and when nothing fits it any more. */
  const withChosen = (choices: { value: string; name: string }[], chosen: string) =>
    chosen === "" || choices.some(({ value }) => value === chosen)
      ? choices
      : [...choices, { value: chosen, name: nameWords(chosen) }];
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Filters</legend>
      <div className="w-full sm:w-72">
        <SearchField
          label="Find documents by title or path"
          placeholder="Title or path"
          value={q}
          onChange={(text) => onChange({ q: text || undefined })}
        />
      </div>
      <Choice
        label="State"
        all="Any state"
        value={status ?? ""}
        choices={documentStatuses.map((value) => ({
          value,
          name: named(statusName(value), completeness?.totals[value]),
        }))}
        // A reason belongs to a state.
        onChange={(value) => onChange({ status: documentStatuses.find((one) => one === value), code: undefined })}
      />
      {(types.length > 1 || type !== "") && (
        <Choice
          label="Type"
          all="Any type"
          value={type}
          choices={withChosen(
            types.map(({ type: value, held }) => ({ value, name: named(nameWords(value), held) })),
            type,
          )}
          onChange={(value) => onChange({ type: value || undefined })}
        />
      )}
      {(reasons.length > 0 || code !== "") && (
        <Choice
          label="Reason"
          all="Any reason"
          value={code}
          choices={withChosen(
            reasons.map((reason) => ({ value: reason.code, name: named(nameWords(reason.code), reason.count) })),
            code,
          )}
          onChange={(value) =>
            onChange({
              code: value || undefined,
              ...(value && { status: reasons.find((one) => one.code === value)?.status }),
            })
          }
        />
      )}
    </fieldset>
  );
}
