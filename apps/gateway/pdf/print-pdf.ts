type Pdfmake = Awaited<ReturnType<typeof load>>;
export type PdfLayout = Parameters<Pdfmake['createPdf']>[0];

let ready: Promise<Pdfmake> | undefined;

/** The same layout gives the same bytes, with the same version of pdfmake. */
export async function printPdf(layout: PdfLayout): Promise<Buffer> {
  const pdfmake = await (ready ??= load());
  return pdfmake.createPdf(layout).getBuffer();
}

/** Fonts are files of the package, and nothing else is read or fetched. It is loaded with the first page. */
async function load() {
  const [{ default: pdfmake }, { default: fonts }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/fonts/Roboto.js'),
  ]);
  const files = new Set(Object.values(fonts.Roboto));
  pdfmake.setFonts(fonts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
  return pdfmake;
}
