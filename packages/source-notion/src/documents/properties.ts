import { line } from "@tributary/source/text";
import type { Property } from "../api/schemas.ts";
import { fileName } from "../blocks/render.ts";

/** A value with its type kept: what a host filters by. */
export type TypedValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly start: string; readonly end: string | null };

/** Names of people by id. */
export type NameOf = (id: string) => Promise<string | undefined>;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const textOf = (value: unknown): string => (typeof value === "string" ? line(value) : "");

/** A value as it is typed, by what Notion calls its type (developers.notion.com/reference/page-property-values). */
export async function typedValue(property: Property, nameOf: NameOf): Promise<TypedValue> {
  return toTyped(property.type, property[property.type], nameOf);
}

async function toTyped(type: string, value: unknown, nameOf: NameOf): Promise<TypedValue> {
  const fields = fieldsOf(value);
  switch (type) {
    case "title":
    case "rich_text":
      return line(
        listOf(value)
          .map(({ plain_text }) => (typeof plain_text === "string" ? plain_text : ""))
          .join(""),
      );
    case "number":
      return typeof value === "number" ? value : null;
    case "checkbox":
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "select":
    case "status":
      return textOf(fields.name) || null;
    case "multi_select":
      return listOf(value).map(({ name }) => textOf(name));
    case "date":
      return dateOf(fields);
    case "people":
      return Promise.all(listOf(value).map((person) => personOf(person, nameOf)));
    case "created_by":
    case "last_edited_by":
      return personOf(fields, nameOf);
    case "files":
      // Names only: Notion signs the address of each for an hour.
      return listOf(value).map((file) => textOf(file.name) || fileName(textOf(fieldsOf(file.external).url)));
    case "relation":
      return listOf(value).map(({ id }) => textOf(id));
    case "unique_id":
      return fields.number == null
        ? null
        : `${fields.prefix == null ? "" : `${textOf(fields.prefix)}-`}${fields.number}`;
    case "formula":
      return toTyped(String(fields.type), fields[String(fields.type)], nameOf);
    case "rollup":
      return rollupOf(fields, nameOf);
    case "verification":
      return textOf(fields.state) || null;
    case "place":
      return [textOf(fields.name), textOf(fields.address)].filter((part) => part !== "").join(", ") || null;
    case "button":
      return null;
    default:
      // Texts: url, email, phone_number, string, created_time, last_edited_time.
      return textOf(value) || null;
  }
}

async function rollupOf(fields: Fields, nameOf: NameOf): Promise<TypedValue> {
  if (fields.type !== "array") return toTyped(String(fields.type), fields[String(fields.type)], nameOf);
  const values = await Promise.all(
    listOf(fields.array).map((item) => toTyped(String(item.type), item[String(item.type)], nameOf)),
  );
  return values.map(showValue).filter((text) => text !== "");
}

function dateOf({ start, end }: Fields): TypedValue {
  if (typeof start !== "string") return null;
  return typeof end === "string" ? { start: line(start), end: line(end) } : line(start);
}

async function personOf(person: Fields, nameOf: NameOf): Promise<string> {
  const id = textOf(person.id);
  return textOf(person.name) || (id === "" ? undefined : line(await nameOf(id))) || "Somebody";
}

/** A value for people; empty for none. */
export function showValue(value: TypedValue): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object" && "start" in value) return `${value.start} to ${value.end}`;
  return typeof value === "object" ? value.join(", ") : String(value);
}
