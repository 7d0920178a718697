/**
 * What runs in the worker, as text: it has to load beside compiled code and in tests alike. JSONata lives in a context
 * of its own that has the language and nothing else: no require, no process, no timers, no code from strings. Only
 * texts cross the border.
 */
export const sandboxProgram = String.raw`
const { parentPort, workerData } = require('node:worker_threads');
const vm = require('node:vm');
const { source, limits } = workerData;
const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
vm.runInContext(source, context);
const run = vm.runInContext('(' + function (limits) {
  'use strict';
  const jsonata = globalThis.jsonata;
  const options = { timeout: limits.itemMsMax, stack: limits.stackMax, sequence: limits.sequenceMax };
  let known = '';
  let compiled = null;
  return async function (mapping, item, at) {
    if (known !== mapping) {
      compiled = jsonata(mapping, options);
      known = mapping;
    }
    if (item === null) return '[]';
    const unknowable = function () { throw new Error('chance has no place in a mapping'); };
    const bindings = {
      now: function () { return at; },
      millis: function () { return Date.parse(at); },
      random: unknowable,
      shuffle: unknowable,
    };
    const result = await compiled.evaluate(JSON.parse(item), bindings);
    if (result === undefined) throw new Error('it makes nothing of this; a mapping answers [] to pass something over');
    const text = JSON.stringify(Array.isArray(result) ? result : [result]);
    if (text.length > limits.outputLengthMax) throw new Error('the mapping makes too much of one item');
    return text;
  };
} + ')(' + JSON.stringify(limits) + ')', context);
parentPort.on('message', async ({ number, mapping, item, at }) => {
  try {
    parentPort.postMessage({ number, text: String(await run(mapping, item, at)) });
  } catch (error) {
    const { message, position } = Object(error);
    const told = String(message ?? error).slice(0, 400);
    parentPort.postMessage({ number, fault: typeof position === 'number' ? told + ' (at ' + position + ')' : told });
  }
});
`;
