// What went wrong, in words for an official. Whatever is thrown as `Trouble` is shown as it stands.
export class Trouble extends Error {}

// Somebody else changed the same file: nothing was written. `link` leads to their change, where it has one.
export class Conflict extends Trouble {
  constructor(words, link = null) {
    super(words);
    this.link = link;
  }
}
