// Calls a function of the form's program with each list of arguments, for tests that compare it with the generator.
import { readFileSync } from 'node:fs';
import { orderIn, problems } from '../../site_templates/form/checking.js';
import { edited, read } from '../../site_templates/form/editing.js';
import { merged, said } from '../../site_templates/form/layers.js';

const CALLS = { edited: (text, data, schema) => edited(text, data, schema && orderIn(schema)), read, merged, said, problems };

const { call, each, shared } = JSON.parse(readFileSync(0, 'utf8'));
const answers = each.map((given) => {
  try {
    return { found: CALLS[call](...given, ...shared) };
  } catch (error) {
    return { failed: error.message };
  }
});
process.stdout.write(JSON.stringify(answers));
