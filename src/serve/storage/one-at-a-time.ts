/** Runs what is asked for under one name one after the other, and waits for all of it. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  run<Outcome>(name: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const outcome = before.then(work);
    const settled = outcome
      .catch(() => {})
      .then(() => {
        if (this.#last.get(name) === settled) this.#last.delete(name);
      });
    this.#last.set(name, settled);
    return outcome;
  }

  async finish(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }
}
