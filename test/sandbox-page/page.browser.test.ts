import { composerTests } from './suites/composer.ts';
import { frameTests } from './suites/frame.ts';
import { keyboardTests } from './suites/keyboard.ts';
import { updateTests } from './suites/updates.ts';
import { viewTests } from './suites/views.ts';
import { sharedDesk } from './support/open.ts';

const desk = sharedDesk();

frameTests(desk);
composerTests(desk);
updateTests(desk);
viewTests(desk);
keyboardTests(desk);
