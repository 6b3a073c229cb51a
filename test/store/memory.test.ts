import { describe } from 'vitest';
import { memoryStore } from '../../src/store/memory/index.ts';
import { storeContract } from '../contracts/store.contract.ts';

describe('the memory store', () => {
  storeContract({
    open: async () => memoryStore(),
  });
});
