import { layoutOf, type Paper } from './paper-layout.js';

/** The PDF of a paper. The same paper gives the same bytes, with the same version of pdfmake. */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const pdfmake = await (ready ??= load());
  return pdfmake.createPdf(layoutOf(paper)).getBuffer();
}

let ready: ReturnType<typeof load> | undefined;

/** Fonts are files of the package, and nothing else is read or fetched. It is loaded with the first paper. */
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
