import { type Reading, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, keyOf, labelsFromTags, textsAt } from './shared/words.ts';

/** StatusCake's ping URL of a contact group, which posts form fields. See https://www.statuscake.com/kb/knowledge-base/how-to-use-the-web-hook-url/. */
export const statuscake = vendorSource({
  type: 'statuscake',
  about: {
    vendor: 'StatusCake',
    steps: [
      'Under Alerting, Contact groups, open or add a group.',
      'As its webhook URL, enter {url}?key={key} with the method POST.',
      'Choose the group in your checks, and press its test button.',
    ],
  },
  alsoTakes: 'form',
  sought: '"Status" with a "Name", "URL" or "TestID"',
  isOurs: ({ text, firstText }) =>
    text('Status') !== '' && firstText('Name', 'URL', 'TestID') !== '',
  find,
});

const STATES = { firing: ['down'], resolved: ['up'] };

/** The field `Token` is made of the account's key, and is not shown. */
function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const name = firstText('Name', 'URL', 'TestID');
  const code = text('StatusCode');
  return {
    status: statusIn(entry, 'Status', STATES),
    name,
    title: `${name} is down`,
    severity: 'critical',
    description: code === '' || code === '0' ? 'It does not answer.' : `It answers ${code}.`,
    labels: { ...labelsFromTags(itemsAt(entry, 'Tags')), check_type: text('TestType') },
    annotations: { ...textsAt(entry, 'IP', 'Method', 'Checkrate'), target: text('URL') },
    url: text('URL'),
    dedupKey: text('TestID') || keyOf(name, text('URL')),
  };
}
