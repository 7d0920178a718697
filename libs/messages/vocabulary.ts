/** The words that people write, apart from those of commodities, units and places. */

export type Intent = 'counted' | 'produced' | 'withdrawn' | 'wasted';
export type Command = 'help' | 'list' | 'cancel';
/** Why a message is not read at all: it says that something is not so, or not now, or is no quantity of stock. */
export type Flag = 'NEGATION' | 'NOT_TODAY' | 'FUTURE' | 'PRICE';

export type Word =
  | { kind: 'intent'; intents: Intent[] }
  | { kind: 'command'; command: Command }
  | { kind: 'flag'; flag: Flag }
  | {
      kind:
        'correction' | 'about' | 'range' | 'empty' | 'filler' | 'join' | 'marker' | 'clock' | 'nth' | 'plain';
    };

const words = new Map<string, Word>();

function add(word: Word, list: string): void {
  for (const each of list.trim().split(/\s+/)) words.set(each, word);
}

add(
  { kind: 'intent', intents: ['counted'] },
  `stok stock stk stog setok stoknya stoke sisa sisanya tinggal persediaan hitungan isih kari turah onok cacah
   ngitung dihitung itungan`,
);
add(
  { kind: 'intent', intents: ['withdrawn'] },
  `jual jwl jualan dijual terjual kejual penjualan laku kelakon adol didol kedol payu pajeng sade disade ambil
   diambil`,
);
add(
  { kind: 'intent', intents: ['produced'] },
  `panen panenan dipanen produksi hasil menghasilkan bertelur ngendog ngunduh unduhan perah perahan giling gilingan
   tangkapan`,
);
add(
  { kind: 'intent', intents: ['wasted'] },
  `rusak busuk pecah mati buang dibuang terbuang afkir diafkir basi hilang retak bosok remuk kecut wasted bosoken
   membusuk`,
);
// What came in, was added or went out may be one thing or another: it is asked about.
add({ kind: 'intent', intents: ['produced', 'counted'] }, `masuk mlebu tambah tambahan nambah ketambahan`);
add({ kind: 'intent', intents: ['withdrawn', 'wasted'] }, `keluar metu berkurang kurang ngurangi`);
add({ kind: 'command', command: 'help' }, `bantu bantuan help menu panduan petunjuk tulung info`);
add({ kind: 'command', command: 'list' }, `daftar list lihat cek riwayat laporanku catatanku delok`);
add({ kind: 'command', command: 'cancel' }, `batal batalkan cancel undo hapus wurung wurungke mbatal`);
add({ kind: 'correction' }, `ralat koreksi salah keliru kleru revisi seharusnya harusnya betulkan maksudku`);
add(
  { kind: 'flag', flag: 'NEGATION' },
  `tidak tak tdk gak ga nggak enggak ngga gk bukan belum blm jangan ora gaono mboten dudu durung ojo tanpa`,
);
add(
  { kind: 'flag', flag: 'NOT_TODAY' },
  `kemarin kmrn wingi lusa tanggal tgl januari februari maret april mei juni juli agustus september oktober november
   desember senin selasa rabu kamis jumat sabtu ahad minggu bulan tahun`,
);
add(
  { kind: 'flag', flag: 'FUTURE' },
  `besok bsk sesuk mau mo akan rencana rencananya arep bakal pengen ingin target perkiraan prakiraan prediksi kalau
   jika nek nanti mengko mengke`,
);
add({ kind: 'flag', flag: 'PRICE' }, `rp harga hargane rupiah regane rego perkilo perkg per`);
add(
  { kind: 'about' },
  `sekitar kira kira-kira kurang-lebih kisaran hampir meh an lebih luwih lebihnya kiro-kiro watara`,
);
add({ kind: 'empty' }, `habis kosong entek telas ludes amblas entong`);
add({ kind: 'range' }, `sampai hingga sd atau utawa tekan antara`);
add({ kind: 'join' }, `dan lan karo serta terus trus lalu plus sama juga`);
// Words of their own that are a letter away from others.
add(
  { kind: 'plain' },
  `sebelah sebelum jalan beli kali depan belakang samping timur barat selatan utara kulon wetan lor kidul acara anak
   tetangga panas rusun mata jalur pasar truk sopir pakan ayam`,
);
add({ kind: 'clock' }, `jam jm pukul pkl`);
add({ kind: 'nth' }, `no nomor nomer nmr ke`);
add(
  { kind: 'marker' },
  `kandang kdg gudang kolam kebun tangki dapur tempat lokasi blok sawah tambak rumah lahan los gd kdng`,
);
add(
  { kind: 'filler' },
  `di dari dr dri untuk utk ada ono ana wonten punya duwe saya sy aku kulo kula kami kita nya ini itu iki niki
   hari sekarang skrg skr saiki sakniki tadi mau-mau pagi siang sore malam esuk awan sonten dalu bengi pak bpk bapak
   bu ibu mas mbak mbk min admin kak pakde bude om bos yg yang tolong mohon mhn lapor laporan melapor laporkan
   dilaporkan kabar update total totalnya jumlah jumlahnya semua semuanya kabeh sedaya isi masih msih sudah sdh wis
   pun sampun baru anyar sebanyak sebesar banyak nggih njih inggih monggo mangga terima kasih makasih suwun matur
   nuwun selamat assalamualaikum assalamu'alaikum waalaikumsalam wr wb halo hallo hai hei hi salam permisi siap ok
   oke ya iya sip mantap dulu aja saja thok tok wae lagi maneh maning dapat dpt entuk barang hanya cuma mung ton-tonan
   adalah ialah yaitu yakni bagus segar apik langsung lsg dpn depan-depan`,
);

/** Answers to a question. */
const yes = new Set(
  'ya iya y yo iyo yoi betul benar bener ok oke setuju nggih njih inggih leres yes sip'.split(' '),
);
const no = new Set('tidak tdk t bukan no n ora mboten gak nggak ga enggak salah'.split(' '));

export const isYes = (word: string): boolean => yes.has(word);
export const isNo = (word: string): boolean => no.has(word);

export function wordOf(text: string): Word | null {
  return words.get(text) ?? null;
}

/** What a mistyped word may have meant; fillers are not worth a question, and flags are no matter of a guess. */
export const mendable: readonly string[] = [...words]
  .filter(
    ([, { kind }]) => kind === 'intent' || kind === 'command' || kind === 'correction' || kind === 'empty',
  )
  .map(([word]) => word);

/** Names that trade gives to commodities of the registry, besides their own. */
export const commodityNames: Readonly<Record<string, readonly string[]>> = {
  'egg.chicken': ['telur', 'telor', 'endog', 'tigan', 'tlr', 'telur ayam', 'telor ayam', 'endog pitik'],
  'meat.goat': ['daging kambing', 'daging wedhus', 'kambing', 'wedus', 'wedhus'],
  'meat.processed': ['daging olahan', 'olahan', 'olahan daging'],
  'fish.koi': ['koi', 'ikan koi', 'iwak koi'],
  'fruit.starfruit': ['belimbing', 'blimbing', 'buah belimbing'],
  'fruit.avocado': ['alpukat', 'alpokat', 'apukat', 'apokat', 'avokad', 'pokat', 'buah alpukat'],
  'milk.cow': ['susu', 'susu sapi', 'susu segar'],
  'rice.milled': ['beras', 'wos', 'bras'],
  'vegetable.mixed': ['sayur', 'sayuran', 'sayur mayur', 'sayur-mayur', 'sayur-sayuran', 'jangan-janganan'],
};

/** Words that say one thing when alone and are part of several names. */
export const sharedNames: readonly string[] = ['daging', 'ikan', 'buah', 'iwak'];

/** How units are written, by the name that the registry or UN/ECE has for them. */
export const unitNames: Readonly<Record<string, readonly string[]>> = {
  kg: ['kilo', 'kilogram', 'kgs', 'kilos', 'kiloan'],
  g: ['gr', 'gram'],
  ton: ['tonne'],
  kuintal: ['kwintal', 'kw', 'kuwintal', 'kintal'],
  ltr: ['liter', 'lt', 'l', 'litre', 'literan'],
  ml: ['mililiter'],
  peti: ['pti', 'petinya', 'petian'],
  butir: ['btr', 'butire'],
  ekor: ['ekr', 'ekore'],
  karung: ['krg', 'karungan'],
  keranjang: ['krjg', 'kranjang'],
  kantong: ['ktg', 'kantongan'],
  ikat: ['ikt', 'unting'],
  can: ['milkcan'],
};

/** Units of trade that a commodity may have; where the registry does not know one, that is said and nothing assumed. */
export const tradeUnits: readonly string[] =
  `rak tray sak karung peti krat kerat dus kardus box boks ikat keranjang ember bak ons pon lusin kodi gros rit
   pickup pikap bal kantong plastik bungkus pak-pakan ekor butir biji buah-buahan potong jerigen jrigen kaleng drum
   tandan sisir lembar bahu tumbu bagor glangsing can rinjing`.split(/\s+/);
