import { escaped } from './blocks/escape.ts';
import type { MessageBody } from './blocks/message.ts';

/** A one-line answer to one person, with an example of the command that would have worked. */
export function sentenceAnswer(sentence: string, example?: string): MessageBody {
  return example === undefined
    ? commandAnswer(sentence, null)
    : commandAnswer(`${sentence} For example:`, example);
}

/** A one-line answer to one person that ends in a command. */
export function commandAnswer(sentence: string, command: string | null): MessageBody {
  return codeAnswer(sentence, command === null ? null : `/incident ${command}`);
}

/** A one-line answer to one person that ends in something to be copied. */
export function codeAnswer(sentence: string, code: string | null): MessageBody {
  return {
    text: escaped(code === null ? sentence : `${sentence} ${code}`),
    blocks: [
      {
        type: 'rich_text',
        // Nothing in rich text can become a mention or a link.
        elements: [{ type: 'rich_text_section', elements: [...words(sentence, code)] }],
      },
    ],
  };
}

function words(sentence: string, code: string | null) {
  const text = { type: 'text', text: sentence } as const;
  if (code === null) return [text];
  return [
    { ...text, text: `${sentence} ` },
    { type: 'text', text: code, style: { code: true } } as const,
  ];
}
