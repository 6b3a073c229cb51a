import { accessTests } from './suites/access.ts';
import { cardTests } from './suites/cards.ts';
import { elementTests } from './suites/elements.ts';
import { messageTests } from './suites/messages.ts';
import { modalTests } from './suites/modals.ts';
import { richBlockTests } from './suites/rich-blocks.ts';
import { sharedDesk } from './support/open.ts';

const desk = sharedDesk();

cardTests(desk);
elementTests(desk);
richBlockTests(desk);
messageTests(desk);
modalTests(desk);
accessTests(desk);
