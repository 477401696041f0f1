/** Made-up answers for looking at screens in an ordinary browser. Loaded by `npm run dev` only. */
import { IpcError, type Bridge } from "../ipc";

/** What a file in `answers/` exports: a command's name to what it returns. */
export type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

// One file per area, so that areas can be written side by side: `export default { … } satisfies Answers`.
const files = import.meta.glob<{ default: Answers }>("./answers/*.ts", { eager: true });
const areas = Object.values(files).map((file) => file.default);

const ears = new Map<string, Set<(payload: unknown) => void>>();

/** Sends an event as the shell would. */
export function emit(event: string, payload: unknown): void {
  for (const heard of ears.get(event) ?? []) heard(payload);
}

export const mock: Bridge = {
  async call(command, args) {
    // Areas are asked in turn; one that does not know the thing leaves it to the next.
    let unknown: unknown = new IpcError("unknown-command", `no made-up answer for \`${command}\``);
    for (const area of areas) {
      const answer = area[command];
      if (!answer) continue;
      try {
        return structuredClone(await answer(args));
      } catch (reason) {
        unknown = reason;
        if (!(reason instanceof IpcError) || reason.code !== "not-found") break;
      }
    }
    throw unknown;
  },
  async listen(event, heard) {
    const all = ears.get(event) ?? new Set();
    ears.set(event, all.add(heard));
    return () => void all.delete(heard);
  },
};
