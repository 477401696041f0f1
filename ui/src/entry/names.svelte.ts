/** The names that entries refer to, for choosing and for showing. */
import { goals, people, tags } from "../ipc";

export class NameBook {
  people = $state.raw<{ id: string; name: string }[]>([]);
  goals = $state.raw<{ id: string; name: string }[]>([]);
  tags = $state.raw<string[]>([]);

  /** Lists are a help: without them everything can still be typed. */
  async load(): Promise<void> {
    const [known, owned, used] = await Promise.all([
      people().catch(() => []),
      goals().catch(() => []),
      tags().catch(() => []),
    ]);
    this.people = known.map(({ person }) => ({ id: person.id, name: person.name }));
    this.goals = owned.map(({ goal }) => ({ id: goal.id, name: goal.statement }));
    this.tags = used.map(({ tag }) => tag);
  }
}
