import { checkRows, connectorLimits, type RowFault, type UploadConnector } from '#connectors';
import type { MappingSandbox } from '#connectors';
import type { Principal } from '#access';
import type { BilingualText } from '#contracts';
import { readTable, TableError, writeTable, type Table, type TableFormat } from '#tables';
import type { EventDoor, Outcome } from '../events/event-door.js';
import type { Incoming } from '../events/incoming.js';
import type { PartyLimit } from '../events/party-limit.js';
import { Problem, type ProblemFault } from '../http/problem.js';
import { judgedEvent } from './judged-event.js';
import { mapItems } from './map-items.js';

export interface Upload {
  principal: Principal;
  connector: UploadConnector;
  bytes: Uint8Array;
  format: TableFormat;
  isCommitted: boolean;
  at: string;
}

interface RowRefusal {
  line: number | null;
  column: string | null;
  code: string;
  text: BilingualText;
  errors?: ProblemFault[];
}

export interface UploadReport {
  committed: boolean;
  rows: number;
  events: number;
  repeated: number;
  /** Each row with the events that it becomes and what the door says of them. */
  items: { line: number; events: ReturnType<typeof judgedEvent>[] }[];
  rejected: RowRefusal[];
}

/** Files become events row by row, all of them or none. */
export class Uploads {
  constructor(
    private readonly door: EventDoor,
    private readonly sandbox: MappingSandbox,
    private readonly limit: PartyLimit,
  ) {}

  /** @throws Problem when the file is no table, or too much; faults of rows are in the report */
  async take(upload: Upload): Promise<UploadReport> {
    const { principal, connector, format, at } = upload;
    const table = await readAsTable(upload.bytes, format);
    const { rows, faults } = checkRows(connector.columns, table, format);
    const report: UploadReport = {
      committed: false,
      rows: table.rows.length,
      events: 0,
      repeated: 0,
      items: [],
      rejected: faults.map((fault: RowFault) => ({ ...fault })),
    };
    if (rows.length === 0) {
      if (faults.length === 0)
        throw unreadable({ id: 'Berkas tidak punya baris.', en: 'The file has no rows.' });
      return report;
    }
    const faulty = new Set(faults.map(({ line }) => line));
    const good = rows.filter(({ line }) => !faulty.has(line));
    const items = good.map(({ line, cells }) => ({ ...cells, _line: line }));
    const mapped = await mapItems(this.sandbox, principal.party, connector.mapping, items, at);
    const told = mapped.flatMap(({ incoming }, i) =>
      incoming.map((event) => ({ line: good[i]!.line, event })),
    );
    if (told.length > connectorLimits.eventsMax) throw new Problem('ITEMS_TOO_MANY');
    this.limit.take(principal.party, told.length);
    const isCommitted = upload.isCommitted && report.rejected.length === 0;
    const outcomes = await this.judge(
      principal,
      told.map(({ event }) => event),
      isCommitted,
    );
    fill(
      report,
      good.map(({ line }) => line),
      told,
      outcomes,
    );
    report.committed = isCommitted && report.rejected.length === 0;
    return report;
  }

  private judge(principal: Principal, events: Incoming[], isCommitted: boolean): Promise<Outcome[]> {
    const sending = { principal, events, traceparent: undefined, isWhole: true };
    return isCommitted ? this.door.take(sending) : this.door.examine(sending);
  }
}

/** An empty file with the declared columns and one row of examples. */
export function templateOf({ columns }: UploadConnector, format: TableFormat): Promise<Buffer> {
  const cells = Object.fromEntries(columns.map(({ name, example }) => [name, example ?? '']));
  return writeTable({ columns: columns.map(({ name }) => name), rows: [{ cells }] }, format);
}

/** @throws Problem TABLE_UNREADABLE */
export async function readAsTable(bytes: Uint8Array, format: TableFormat): Promise<Table> {
  const { columnsMax, itemsMax, fileBytesMax } = connectorLimits;
  try {
    return await readTable(bytes, { format, columnsMax, rowsMax: itemsMax, bytesMax: fileBytesMax });
  } catch (error) {
    if (error instanceof TableError) throw unreadable(error.text, error.code);
    throw error;
  }
}

function unreadable(text: BilingualText, code = 'TABLE_EMPTY'): Problem {
  return new Problem('TABLE_UNREADABLE', { errors: [{ path: '', code, text }] });
}

function fill(
  report: UploadReport,
  lines: number[],
  told: { line: number; event: Incoming }[],
  outcomes: Outcome[],
): void {
  const byLine = new Map(lines.map((line) => [line, [] as ReturnType<typeof judgedEvent>[]]));
  told.forEach(({ line, event }, index) => {
    const outcome = outcomes[index]!;
    byLine.get(line)!.push(judgedEvent(event, outcome));
    if (outcome.kind === 'taken') {
      if (outcome.status === 'repeated') report.repeated++;
      report.events++;
      return;
    }
    const { code, text, errors } = outcome.refused;
    report.rejected.push({ line, column: null, code, text, errors });
  });
  report.items = [...byLine].map(([line, events]) => ({ line, events }));
}
