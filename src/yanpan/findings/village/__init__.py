"""What a village's report states: one small rule a subject, each giving findings with their facts."""
