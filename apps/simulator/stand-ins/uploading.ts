import { tableMediaTypes, writeTable, type TableFormat } from '#tables';
import { send, type Outcome, type Sender } from '../door.js';

type Row = Record<string, string>;

const keptMax = 3;

/** An officer with a file: a new row below those of before, looked at first and then handed in. */
export class Uploading {
  private rows: Row[] = [];

  constructor(
    private readonly columns: string[],
    private readonly format: TableFormat,
  ) {}

  async add(row: Row, sender: Sender): Promise<Outcome> {
    const rows = [...this.rows, row];
    const file = await writeTable(
      { columns: this.columns, rows: rows.map((cells) => ({ cells })) },
      this.format,
    );
    const upload = (commit: boolean) =>
      send(sender, {
        path: `/v1/connectors/${sender.party}/upload?commit=${commit}`,
        type: tableMediaTypes[this.format],
        body: new Uint8Array(file),
      });
    const preview = await upload(false);
    if (preview.outcome.kind !== 'taken') return preview.outcome;
    const { rejected } = JSON.parse(preview.answer) as { rejected: unknown[] };
    if (rejected.length > 0) {
      // What does not go in any more, because a row of before is too old by now, goes in alone.
      if (this.rows.length === 0)
        return { kind: 'refused', status: 422, detail: preview.answer.slice(0, 500) };
      this.rows = [];
      return this.add(row, sender);
    }
    const { outcome } = await upload(true);
    if (outcome.kind === 'taken') this.rows = rows.slice(-keptMax);
    return outcome;
  }
}
