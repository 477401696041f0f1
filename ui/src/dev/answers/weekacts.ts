/** Entries of the made-up week, as far as its screen asks; for those that the ledger does not know. */
import { acts } from "./weekview";

export default acts;
