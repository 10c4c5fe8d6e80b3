import type { VectorRecord } from "@tributary/vector-store";
import type { Data, DataType, Schema, Table } from "apache-arrow";
import { arrow } from "./arrow.ts";
import { textData, timeData, vectorData } from "./arrow-data.ts";
import { protectTerms } from "./lexical.ts";
import { storedHitOf } from "./stored-hit.ts";

/**
 * LanceDB spends half of a small commit on compressing texts; kept plain, a commit takes 8 ms less and the files are
 * half as large again (150 records of 1,000 characters and 384 dimensions: 11 ms and 3.8 kB a record, not 19 and 2.6).
 */
const plainEncoding = new Map([["lance-encoding:compression", "none"]]);

interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly data: (records: readonly VectorRecord[]) => Data;
}

function textColumn(name: string, read: (record: VectorRecord) => string): Column {
  return { name, type: new arrow.Utf8(), nullable: false, data: (records) => textData(records.map(read)) };
}

function optionalTextColumn(name: string, read: (record: VectorRecord) => string | null): Column {
  return { name, type: new arrow.Utf8(), nullable: true, data: (records) => textData(records.map(read)) };
}

/** The column that holds what a hit shows. */
export const hitColumn = "hit";

/** Beside what a hit shows: what rows are found, replaced and filtered by. */
const columns: readonly Column[] = [
  textColumn("id", (record) => record.id),
  textColumn("documentId", (record) => record.documentId),
  textColumn("lexical", (record) => protectTerms(record.lexical)),
  textColumn("source", ({ fields }) => fields.source),
  textColumn("sourceId", ({ fields }) => fields.sourceId),
  textColumn("type", ({ fields }) => fields.type),
  optionalTextColumn("path", ({ fields }) => fields.path),
  optionalTextColumn("repository", ({ fields }) => fields.repository),
  optionalTextColumn("author", ({ fields }) => fields.author),
  optionalTextColumn("state", ({ fields }) => fields.state),
  {
    name: "updatedAt",
    type: new arrow.Int64(),
    nullable: true,
    data: (records) => timeData(records.map(({ fields }) => fields.updatedAt)),
  },
  textColumn(hitColumn, storedHitOf),
];

function columnsOf(dimensions: number): readonly Column[] {
  const type = new arrow.FixedSizeList(dimensions, new arrow.Field("item", new arrow.Float32(), true));
  const data = (records: readonly VectorRecord[]) =>
    vectorData(
      type,
      records.map(({ vector }) => vector),
    );
  return [...columns, { name: "vector", type, nullable: false, data }];
}

/** The Arrow schema of a namespace with this many dimensions. */
export function schemaOf(dimensions: number): Schema {
  const fields = columnsOf(dimensions).map(
    ({ name, type, nullable }) => new arrow.Field(name, type, nullable, plainEncoding),
  );
  return new arrow.Schema(fields);
}

/** Puts records, checked before, into one Arrow batch of that schema. */
export function recordTable(dimensions: number, records: readonly VectorRecord[]): Table {
  const schema = schemaOf(dimensions);
  const children = columnsOf(dimensions).map((column) => column.data(records));
  const type = new arrow.Struct(schema.fields);
  const data = arrow.makeData({ type, length: records.length, nullCount: 0, children });
  return new arrow.Table(schema, [new arrow.RecordBatch(schema, data)]);
}
