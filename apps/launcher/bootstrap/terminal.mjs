import process from 'node:process';

const width = 24;
let out = process.stdout;
let barOpen = false;

/** From here on nothing of ours goes to standard output: that is the command's own answer alone. */
export function leaveStandardOutput() {
  out = process.stderr;
}

/** Every sentence to a person: Bahasa Indonesia first, English second. */
export const terminal = {
  say(text) {
    closeBar();
    out.write(`${text.id}\n${dim(text.en)}\n`);
  },

  line(text) {
    closeBar();
    out.write(`${text}\n`);
  },

  step(text) {
    closeBar();
    out.write(`• ${text.id} ${dim(`· ${text.en}`)}\n`);
  },

  bar(done, total) {
    if (total <= 0) return;
    const share = Math.min(1, done / total);
    const filled = Math.round(share * width);
    const drawn = `  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.round(share * 100)).padStart(3)} %`;
    // A log file gets only the end of each bar; a terminal sees it grow.
    if (!out.isTTY) {
      if (share === 1) out.write(`${drawn}\n`);
      return;
    }
    out.write(`\r${drawn}`);
    barOpen = true;
    if (share === 1) closeBar();
  },

  warn(text) {
    closeBar();
    process.stderr.write(`! ${text.id}\n  ${dim(text.en)}\n`);
  },

  fail(text) {
    closeBar();
    process.stderr.write(`\n✗ ${text.id}\n  ${dim(text.en)}\n`);
  },
};

function closeBar() {
  if (!barOpen) return;
  barOpen = false;
  out.write('\n');
}

function dim(text) {
  return out.isTTY ? `\u001b[2m${text}\u001b[22m` : text;
}
