#!/bin/bash
# One task of a Slurm array: its shard of the list, in letters/shard-I-of-8. The key has to be there:
#
#   bulk_issue --make-key --key-file key
#   sbatch array.sh                # all; afterok waits for it, since refused rows are no failure
#   sbatch --array=3 array.sh      # one index again, after a failure: it goes on
#SBATCH --array=0-7
#SBATCH --cpus-per-task=1
exec bulk_issue --providers list.csv --out letters --date 2026-04-01 --key-file key --shard 8 \
  --threads "${SLURM_CPUS_PER_TASK:-1}" --credentials credentials.csv --accept-refused
