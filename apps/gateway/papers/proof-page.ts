import { titles, instantText } from './paper-words.js';
import type { Proof } from './papers.js';

const statuses: Record<string, [id: string, en: string]> = {
  accepted: ['Disanggupi pengangkut', 'Accepted'],
  dispatched: ['Berangkat', 'Dispatched'],
  in_transit: ['Dalam perjalanan', 'In transit'],
  received: ['Diterima', 'Received'],
  closed: ['Selesai, diterima seluruhnya', 'Closed: all of it received'],
  cancelled: ['Dibatalkan', 'Cancelled'],
  expired: ['Kedaluwarsa', 'Expired'],
};

const style = `body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#111;background:#f4f4f2}
main{max-width:34rem;margin:0 auto;padding:1rem}
.verdict{padding:1rem;border-radius:.5rem;color:#fff;font-size:1.25rem;font-weight:700}
.verdict small{display:block;font-weight:400;font-size:1rem}
.good{background:#1b6e37}.old{background:#8a5300}.bad{background:#a4161a}
dl{background:#fff;border-radius:.5rem;padding:1rem;margin:1rem 0}
dt{color:#555;font-size:.875rem}dd{margin:0 0 .75rem;font-weight:600;overflow-wrap:anywhere}
code{font-weight:400;font-size:.875rem}`;

/** One page without scripts, readable on the oldest phone. Bahasa Indonesia first. */
export function proofPage(proof: Proof | null, nonce: string): string {
  const [kind, sign, id, en] =
    proof === null
      ? ['bad', '✗', 'TIDAK ASLI', 'Not genuine: this code is not one of ours. Do not rely on the paper.']
      : proof.replacedBy !== null
        ? ['old', '!', 'ASLI, TETAPI SUDAH DIGANTI', `Genuine, but replaced by ${proof.replacedBy}`]
        : ['good', '✓', 'ASLI DAN BERLAKU', 'Genuine and in force'];
  const facts = proof === null ? '' : factsOf(proof);
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(id)} – Lumbung</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>Pemeriksaan dokumen</h1>
<div class="verdict ${kind}" role="status">${sign} ${escaped(id)}<small>${escaped(en)}</small></div>
${facts}</main></body></html>`;
}

function factsOf({ kind, number, issuedAt, zone, hub, hash, status, replacedBy }: Proof): string {
  const [statusId, statusEn] = statuses[status] ?? [status, status];
  const rows: [string, string][] = [
    ['Dokumen / document', `${titles[kind].id} / ${titles[kind].en}`],
    ['Nomor / number', number],
    ['Penerbit / issuer', hub],
    ['Diterbitkan / issued', instantText(issuedAt.toISOString(), zone)],
    ['Keadaan kiriman sekarang / present state of the shipment', `${statusId} / ${statusEn}`],
    ...(replacedBy === null ? [] : [['Diganti oleh / replaced by', replacedBy] as [string, string]]),
  ];
  const list = rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('\n');
  return `<dl>${list}
<dt>Sidik isi: bandingkan dengan yang tercetak / content hash: compare with the paper</dt>
<dd><code>${escaped(hash.replace(/(.{8})/g, '$1 ').trim())}</code></dd></dl>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
