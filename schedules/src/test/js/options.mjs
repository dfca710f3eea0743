/** What is to be played, as `NodeSchedules` wrote it: `kind`, `seed`, `runs`, `fault`, `platform`. */
export const options = JSON.parse(process.argv[2]);
