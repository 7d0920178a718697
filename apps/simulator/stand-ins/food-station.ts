import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dataOf, isDemand, type DemandData, type StandIn } from './stand-in.js';

const path = '/api/v1/rencana-pembelian';
const plansMax = 500;
const pageMax = 20;
const lateEvery = 5;
const lateMs = 1_500;
const failsEvery = 7;

const mapping = `(
  $hari := function($teks) { $join($reverse($split($teks, "/")), "-") };
  komoditas != "BERAS-MEDIUM" ? $error("komoditas " & komoditas & " tidak dikenal") : {
    "id": id_rencana & "#" & revisi,
    "type": "demand.declared",
    "time": dibuat,
    "data": {
      "demandId": id_rencana,
      "destination": "31",
      "commodity": "rice.milled",
      "quantity": tonase,
      "unit": "TNE",
      "window": { "from": $hari(tgl_mulai), "to": $hari(tgl_akhir) },
      "minShelfLifeDays": umur_simpan_hari,
      "basis": "order"
    }
  }
)`;

interface Plan {
  no: number;
  [field: string]: unknown;
}

/** Jakarta's rice company answers whoever asks for its purchase plan: paged, sometimes late, sometimes out of order. */
export class FoodStation {
  private plans: Plan[] = [];
  private asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly token: string,
  ) {}

  static async open(port: number, token: string): Promise<FoodStation> {
    const server = createServer((request, reply) => station.answer(request, reply));
    const station = new FoodStation(server, token);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return station;
  }

  get standIn(): StandIn {
    const { port } = this.server.address() as AddressInfo;
    return {
      party: 'food-station',
      kind: 'poll',
      configuration: {
        url: `http://127.0.0.1:${port}${path}?batas=${pageMax}`,
        everySeconds: 3,
        items: '/rencana',
        cursor: { parameter: 'sejak', next: '/halaman/berikut', first: '0' },
        ...(this.token === '' ? {} : { secret: { name: 'token' } }),
        mapping,
      },
      says: isDemand,
      door: (utterance) => {
        const data = dataOf<DemandData>(utterance);
        this.add(data, utterance.event.id, utterance.event.time);
        return Promise.resolve({ kind: 'taken' });
      },
    };
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private add({ demandId, quantity, window, minShelfLifeDays }: DemandData, revisi: string, dibuat: string) {
    const slashed = (date: string) => date.split('-').reverse().join('/');
    // Numbers go on growing when the server starts anew: who asked before goes on from what it has.
    const no = Math.max(Date.now(), (this.plans.at(-1)?.no ?? 0) + 1);
    this.plans.push({
      no,
      id_rencana: demandId,
      revisi,
      dibuat,
      komoditas: 'BERAS-MEDIUM',
      tonase: quantity,
      tgl_mulai: slashed(window.from),
      tgl_akhir: slashed(window.to),
      umur_simpan_hari: minShelfLifeDays,
    });
    this.plans = this.plans.slice(-plansMax);
  }

  private answer(request: IncomingMessage, reply: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    this.asked++;
    if (url.pathname !== path) return void reply.writeHead(404).end();
    if (this.token !== '' && request.headers.authorization !== `Bearer ${this.token}`)
      return void reply.writeHead(401).end();
    if (this.asked % failsEvery === 0) return void reply.writeHead(503, { 'retry-after': '2' }).end();
    const since = Number(url.searchParams.get('sejak') ?? 0);
    // Where the last page ended is there again: its clients have to know repeats.
    const rencana = this.plans.filter(({ no }) => no >= since).slice(0, pageMax);
    const body = JSON.stringify({ rencana, halaman: { berikut: rencana.at(-1)?.no ?? null } });
    const tell = () => void reply.setHeader('content-type', 'application/json').end(body);
    if (this.asked % lateEvery === 0) setTimeout(tell, lateMs);
    else tell();
  }
}
