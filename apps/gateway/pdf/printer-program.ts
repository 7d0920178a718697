/**
 * What runs in the printer's thread, as text: it has to load beside compiled code and in tests alike. Fonts are files
 * of the package, and nothing else is read or fetched.
 */
export const printerProgram = String.raw`
const { parentPort, workerData } = require('node:worker_threads');
const pdfmake = require(workerData.pdfmake);
const fonts = require(workerData.fonts);
const files = new Set(Object.values(fonts.Roboto));
pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(function () { return false; });
pdfmake.setLocalAccessPolicy(function (path) { return files.has(path); });
const thin = function () { return 0.5; };
const black = function () { return '#000000'; };
const room = function () { return 3; };
pdfmake.addTableLayouts({
  grid: { hLineWidth: thin, vLineWidth: thin, hLineColor: black, vLineColor: black, paddingTop: room, paddingBottom: room },
});
parentPort.on('message', async function ({ number, layout, foot }) {
  try {
    const text = JSON.stringify(foot);
    const footer = function (page, pages) {
      return JSON.parse(text.replaceAll('{page}', page).replaceAll('{pages}', pages));
    };
    const bytes = await pdfmake.createPdf(Object.assign({}, layout, { footer })).getBuffer();
    parentPort.postMessage({ number, bytes });
  } catch (error) {
    parentPort.postMessage({ number, fault: String(Object(error).message || error) });
  }
});
`;
