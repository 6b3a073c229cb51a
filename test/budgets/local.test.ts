import { localLedger } from '../../src/budgets/local.ts';
import { ledgerContract } from '../contracts/ledger.contract.ts';

ledgerContract('the ledger of one process', async (count) => {
  const ledger = localLedger();
  return Array.from({ length: count }, () => ledger);
});
